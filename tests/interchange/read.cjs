// Reads files with JavaScript libraries and prints what they see, as JSON: node read.cjs FILE...
const fs = require("fs");
const path = require("path");

function seen(file) {
  const text = fs.readFileSync(file, "utf8");
  if (file.endsWith(".cyjs")) {
    const graph = require("cytoscape")({ headless: true, elements: JSON.parse(text).elements });
    return { nodes: graph.nodes().map((n) => [n.id(), n.data("label")]), edges: graph.edges().map((e) => [e.id(), e.data("weight")]) };
  }
  const { MultiDirectedGraph } = require("graphology");
  const format = require(file.endsWith(".gexf") ? "graphology-gexf" : "graphology-graphml");
  const graph = format.parse(MultiDirectedGraph, text);
  return {
    nodes: graph.mapNodes((node, data) => [node, data.label]),
    edges: graph.mapEdges((edge, data) => [edge, Number(data.weight)]),
  };
}

console.log(JSON.stringify(process.argv.slice(2).map((file) => seen(path.resolve(file)))));
