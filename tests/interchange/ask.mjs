// Asks an endpoint with a JavaScript client: node ask.mjs NODE_MODULES ENDPOINT SELECT CONSTRUCT
import { createRequire } from "node:module";
const [modules, endpoint, select, construct] = process.argv.slice(2);
const { SparqlEndpointFetcher } = createRequire(`${modules}/`)("fetch-sparql-endpoint");
const fetcher = new SparqlEndpointFetcher();
const count = async (stream) => {
  let found = 0;
  for await (const _ of stream) found += 1;
  return found;
};
const rows = await count(await fetcher.fetchBindings(endpoint, select));
const triples = await count(await fetcher.fetchTriples(endpoint, construct));
console.log(JSON.stringify({ rows, triples }));
