import { equal, test } from "../testing/testing";
import { csv } from "./download";

test("rows become CSV that reads back", () => {
  equal(csv([["method", "ratio"], ["fm", 1.25], ['a "b", c', undefined]]), 'method,ratio\r\nfm,1.25\r\n"a ""b"", c",\r\n');
});
