// Schemas as the validators of JavaScript take them with their default settings, and data by them.
// Reads {schemas: {name: schema}, data: [[name, value]]} from the file that is named; writes the faults.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { registerSchema, validate } from "@hyperjump/json-schema/draft-2020-12";

const { schemas, data } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const faults = [];
const warned = [];
const logger = { log: (said) => warned.push(said), warn: (said) => warned.push(said), error: (said) => warned.push(said) };

const byAjv = {};
for (const [name, schema] of Object.entries(schemas)) {
  try {
    byAjv[name] = new Ajv2020({ logger }).compile(schema);
  } catch (problem) {
    faults.push(["ajv", name, problem.message]);
  }
  for (const said of warned.splice(0)) faults.push(["ajv", name, said]);
  try {
    registerSchema(schema);
  } catch (problem) {
    faults.push(["hyperjump", name, problem.message]);
  }
}
let validated = 0;
for (const [name, value] of data) {
  if (byAjv[name] && !byAjv[name](value)) faults.push(["ajv", name, JSON.stringify(byAjv[name].errors[0])]);
  try {
    const output = await validate(schemas[name].$id, value);
    if (!output.valid) faults.push(["hyperjump", name, "data refused"]);
  } catch (problem) {
    faults.push(["hyperjump", name, problem.message]);
  }
  validated += 1;
}
console.log(JSON.stringify({ faults, validated }));
