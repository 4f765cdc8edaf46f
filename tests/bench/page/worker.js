// The engine in a worker: one message in, one out.

import init from "/engine/bench.js";
import { calls } from "./calls.js";

const straight = (work) => work();

await init({ module_or_path: "/engine/bench_bg.wasm" });
addEventListener("message", async ({ data: { call, argument } }) => postMessage(await calls[call](argument, straight)));
postMessage("ready");
