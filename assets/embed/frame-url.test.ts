import { equal, test } from "../testing/testing";
import { frameURL } from "./frame-url";

function url(attributes: Record<string, string>): string {
  return frameURL("https://host.example/docs/embed.js", (name) => attributes[name] ?? null, "auto");
}

test("a bare element is the default run", () => {
  equal(url({}), "https://host.example/docs/embed.html?theme=auto");
});

test("attributes become the link's keys, and win over a link", () => {
  equal(
    url({ method: "fm", target: "moons", seed: "7", controls: "play,t" }),
    "https://host.example/docs/embed.html?controls=play%2Ct&theme=auto#m=fm&d=moons&seed=7&v=1",
  );
  equal(url({ link: "https://elsewhere.example/#v=1&m=mmd&lr=.01", method: "fm" }), "https://host.example/docs/embed.html?theme=auto#v=1&m=fm&lr=.01");
});

test("what an attribute holds stays text", () => {
  equal(url({ method: "fm&d=moons#x" }), "https://host.example/docs/embed.html?theme=auto#m=fm%26d%3Dmoons%23x&v=1");
});
