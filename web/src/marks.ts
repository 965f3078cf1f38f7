// The nodes of the picture on the graphics card: circle, square or diamond with a ring around it, so that colour is not all.
import { NodeProgram } from "sigma/rendering";
import type { ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Group } from "./types.ts";

export interface MarkData extends NodeDisplayData { shape: Group["shape"]; ring: string }
const SHAPES: Record<Group["shape"], number> = { circle: 0, square: 1, diamond: 2 };

const VERTEX = /* glsl */ `
attribute vec4 a_id; attribute vec4 a_color; attribute vec4 a_ring;
attribute vec2 a_position; attribute float a_size; attribute float a_shape; attribute vec2 a_corner;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec4 v_ring; varying vec2 v_corner; varying float v_shape; varying float v_px;
const float bias = 255.0 / 254.0;
void main() {
  float px = a_size / u_sizeRatio + 2.5;
  gl_Position = vec4((u_matrix * vec3(a_position + a_corner * px * 2.0 * u_correctionRatio, 1)).xy, 0, 1);
  v_corner = a_corner * px; v_px = px - 2.5; v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id; v_ring = a_id;
  #else
  v_color = a_color; v_ring = a_ring;
  #endif
  v_color.a *= bias; v_ring.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color; varying vec4 v_ring; varying vec2 v_corner; varying float v_shape; varying float v_px;
void main(void) {
  vec2 c = abs(v_corner);
  float far = v_shape < 0.5 ? length(c) : v_shape < 1.5 ? max(c.x, c.y) / 0.88 : (c.x + c.y) / 1.28;
  #ifdef PICKING_MODE
  gl_FragColor = far > v_px + 2.0 ? vec4(0.0) : v_color;
  #else
  float ring = min(1.6, v_px * 0.35);
  float inside = 1.0 - smoothstep(v_px - 0.6, v_px + 0.4, far);
  float whole = 1.0 - smoothstep(v_px + ring - 0.5, v_px + ring + 0.5, far);
  gl_FragColor = mix(vec4(0.0), mix(v_ring, v_color, inside), whole);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio"] as const;

export class MarkProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGL2RenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_ring", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]],
    };
  }

  processVisibleItem(id: number, start: number, data: NodeDisplayData): void {
    const { shape, ring } = data as MarkData;
    this.array.set([data.x, data.y, data.size, SHAPES[shape], floatColor(data.color), floatColor(ring), id], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio);
  }
}
