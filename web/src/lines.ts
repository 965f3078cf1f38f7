// The lines of the picture on the graphics card: bent, with an arrow, solid, dashed or dotted, and a bar across if denied.
import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { ProgramInfo } from "sigma/rendering";
import type { Line } from "./select.ts";

export interface LineData extends EdgeDisplayData { curve: number; line: Line; arrow: boolean; denied: boolean }
const KINDS: Record<Line, number> = { solid: 0, dashed: 1, dotted: 2 };

// A vertex: where along the line (0 to 1), on which side (-1 to 1), and whether of the body (0), the arrow (1) or the bar (2).
function vertices(pieces: number): number[][] {
  const found: number[][] = [];
  for (let i = 0; i < pieces; i++) {
    const [a, b] = [i / pieces, (i + 1) / pieces];
    found.push([a, 1, 0], [a, -1, 0], [b, 1, 0], [b, 1, 0], [a, -1, 0], [b, -1, 0]);
  }
  if (pieces === 1) return found;
  found.push([1, 0, 1], [0, 1, 1], [0, -1, 1]);
  found.push([-1, 1, 2], [-1, -1, 2], [1, 1, 2], [1, 1, 2], [-1, -1, 2], [1, -1, 2]);
  return found;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id; attribute vec4 a_color;
attribute vec2 a_from; attribute vec2 a_to;
attribute float a_size; attribute float a_curve; attribute float a_radius; attribute float a_kind; attribute float a_flags;
attribute float a_along; attribute float a_side; attribute float a_part;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying float v_side; varying float v_half; varying float v_length; varying float v_kind;
const float bias = 255.0 / 254.0;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 way = a_to - a_from;
  float far = max(length(way), 1e-6);
  vec2 across = vec2(-way.y, way.x);
  vec2 middle = (a_from + a_to) / 2.0 + across * a_curve;
  float half_px = max(a_size / u_sizeRatio, 0.8) / 2.0;
  float arrow = mod(a_flags, 2.0);
  float denied = floor(a_flags / 2.0);
  float head = arrow * (half_px * 2.0 + 6.0) * pixel;
  vec2 heading = normalize(a_to - middle);
  float gap = a_radius * pixel / u_sizeRatio;
  vec2 tip = a_to - heading * gap;
  vec2 neck = tip - heading * head;
  vec2 at; vec2 normal; float side_px;
  if (a_part < 0.5) {
    vec2 end = arrow > 0.5 ? neck : tip;
    vec2 mid = (a_from + end) / 2.0 + vec2(-(end - a_from).y, (end - a_from).x) * a_curve;
    at = mix(mix(a_from, mid, a_along), mix(mid, end, a_along), a_along);
    vec2 tangent = normalize(mix(mid - a_from, end - mid, a_along));
    normal = vec2(-tangent.y, tangent.x);
    side_px = half_px + 0.7;
    at += normal * a_side * side_px * pixel;
  } else if (a_part < 1.5) {
    normal = vec2(-heading.y, heading.x);
    side_px = arrow * (half_px + 3.2);
    at = mix(neck, tip, a_along) + normal * a_side * side_px * pixel;
  } else {
    vec2 tangent = way / far;
    side_px = denied * (half_px + 4.5);
    at = (a_from + 2.0 * middle + a_to) / 4.0 + vec2(-tangent.y, tangent.x) * a_side * side_px * pixel + tangent * a_along * denied * 1.1 * pixel;
  }
  gl_Position = vec4((u_matrix * vec3(at, 1)).xy, 0, 1);
  v_side = a_part < 0.5 ? a_side * side_px : 0.0;
  v_half = half_px;
  v_length = a_along * far / pixel;
  v_kind = a_part < 0.5 ? a_kind : 0.0;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color; varying float v_side; varying float v_half; varying float v_length; varying float v_kind;
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float kept = 1.0 - smoothstep(v_half - 0.4, v_half + 0.6, abs(v_side));
  if (v_kind > 1.5) kept *= step(mod(v_length, 5.0 + v_half), 1.8 + v_half);
  else if (v_kind > 0.5) kept *= step(mod(v_length, 12.0), 7.5);
  gl_FragColor = mix(vec4(0.0), v_color, kept);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio"] as const;

export class LineProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  protected pieces(): number {
    return 12;
  }

  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGL2RenderingContext;
    const data = vertices(this.pieces());
    return {
      VERTICES: data.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_curve", size: 1, type: FLOAT },
        { name: "a_radius", size: 1, type: FLOAT },
        { name: "a_kind", size: 1, type: FLOAT },
        { name: "a_flags", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [
        { name: "a_along", size: 1, type: FLOAT },
        { name: "a_side", size: 1, type: FLOAT },
        { name: "a_part", size: 1, type: FLOAT },
      ],
      CONSTANT_DATA: data,
    };
  }

  processVisibleItem(id: number, start: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData): void {
    const { curve, line, arrow, denied, size, color } = data as LineData;
    this.array.set([source.x, source.y, target.x, target.y, size, curve, target.size, KINDS[line], (arrow ? 1 : 0) + (denied ? 2 : 0), floatColor(color), id], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio);
  }
}

// For thousands of lines: straight and without arrows, a tenth of the work.
export class PlainLineProgram extends LineProgram {
  protected override pieces(): number {
    return 1;
  }
}
