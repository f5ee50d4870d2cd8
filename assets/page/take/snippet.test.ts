import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { snippet } from "./snippet";

test("a run is shown elsewhere by the element and its script", () => {
  const schema = sampleSchema();
  const script = '<script type="module" src="https://a.b/c/embed.js"></script>\n';
  equal(snippet({ run: schema.default, trained: false }, schema, "https://a.b/c/"), `${script}<pushforward-demo method="flow" target="ring" seed="7"></pushforward-demo>\n`);
  equal(snippet({ run: schema.default, trained: true }, schema, "https://a.b/c/"), `${script}<pushforward-demo method="flow" target="ring" seed="7" start="trained"></pushforward-demo>\n`);
  const other = { ...schema.default, parameters: { lr: "0.01" }, source: "box", seed: 3 };
  equal(snippet({ run: other, trained: false }, schema, "https://a.b/c/index.html"), `${script}<pushforward-demo method="flow" target="ring" seed="3" link="#v=1&amp;s=box&amp;lr=0.01"></pushforward-demo>\n`);
});
