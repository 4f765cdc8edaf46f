// The strongest Brotli, which takes seconds for the program and so is kept: what `make build` has
// weighed is served at once.

import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const KEPT = join(dirname(fileURLToPath(import.meta.url)), "../../target/brotli", process.versions.brotli);

/** The bytes, compressed. */
export async function brotli(data) {
  const kept = join(KEPT, createHash("sha256").update(data).digest("hex"));
  try {
    return await readFile(kept);
  } catch {
    const small = await promisify(brotliCompress)(data, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
    });
    await mkdir(KEPT, { recursive: true });
    // Whoever reads at this moment finds all of it or nothing.
    const whole = `${kept}.${randomUUID()}`;
    await writeFile(whole, small);
    await rename(whole, kept);
    return small;
  }
}
