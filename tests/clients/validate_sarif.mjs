// Says what of SARIF logs is against the schema of OASIS, which Microsoft's test library brings along: a line for each
// fault. Nothing where all are valid. Usage: node validate_sarif.mjs FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

// The schema is of the fourth draft.
const ajv = new Ajv({ schemaId: "id", allErrors: true, meta: false, unknownFormats: "ignore", logger: false });
ajv.addMetaSchema(read(require.resolve("ajv/lib/refs/json-schema-draft-04.json")));
const validate = ajv.compile(read(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")));

for (const file of process.argv.slice(2)) {
  if (validate(read(file))) continue;
  for (const error of validate.errors) console.log(`${file}${error.dataPath}: ${error.message}`);
}
