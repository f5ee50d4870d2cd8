/** Objections: why a text is not a value of a parameter, as a phrase that says what is allowed. */
import type { Parameter } from "../../protocol/schema";
import { exact } from "../words/format";
import type { Parametrised } from "./run";

/** Why a text is not a value of the parameter, or "" when it is one. */
export function objection(p: Parameter, value: string): string {
  switch (p.kind) {
    case "choice":
      return p.choices.includes(value) ? "" : `want ${p.choices.join(", ")}`;
    case "bool":
      return value === "true" || value === "false" ? "" : "want true or false";
    case "int":
      return /^[+-]?\d+$/.test(value) ? outside(p, Number(value)) : `want a whole number${range(p)}`;
    case "float":
      return isDecimal(value) ? outside(p, Number(value)) : `want a number${range(p)}`;
    case "ints":
      return intsObjection(p, value);
    case "text":
    case "made":
      return new TextEncoder().encode(value).length <= p.max && !/\p{Cc}/u.test(value) ? "" : `want one line of at most ${p.max} bytes`;
  }
}

function intsObjection(p: Parameter, value: string): string {
  const items = value.split(",").map((item) => item.trim());
  if (items.some((item) => !/^\d+$/.test(item))) return "want whole numbers with commas between, such as 64,64";
  return items.map((item) => outside(p, Number(item))).find((why) => why !== "") ?? "";
}

function outside(p: Parameter, value: number): string {
  if (!Number.isFinite(value)) return `want a number${range(p)}`;
  if (p.min === 0 && p.max === 0) return "";
  return value < p.min || value > p.max ? `want a number${range(p)}` : "";
}

function range(p: Parameter): string {
  return p.min === 0 && p.max === 0 ? "" : ` from ${exact(p.min)} to ${exact(p.max)}`;
}

function isDecimal(value: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
}

/** Why a seed is not one, or "": seeds are the integers that JSON carries exactly. */
export function seedObjection(text: string): string {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text))
    ? ""
    : `want a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`;
}

/** Why a value is not allowed for an entry's parameter of that name, or "". */
export function valueObjection(entry: Parametrised, name: string, value: string): string {
  const parameter = entry.parameters.find((p) => p.name === name);
  if (parameter === undefined) {
    const names = entry.parameters.map((p) => p.name);
    return `${entry.name} has no such parameter${names.length > 0 ? `: it has ${names.join(", ")}` : ""}`;
  }
  return objection(parameter, value);
}
