// The list of what a zip archive holds, read from its end without unpacking anything. Bytes are from outside: whatever
// does not add up makes an empty list.

export interface ZipEntry {
  readonly name: string;
  /** Unpacked, as the archive says. */
  readonly size: number;
}

export function listZip(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return [];
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let left = count; left > 0; left -= 1) {
    if (at + entryBytes > end || view.getUint32(at, true) !== entrySign) return [];
    const nameEnd = at + entryBytes + view.getUint16(at + 28, true);
    if (nameEnd > end) return [];
    entries.push({
      name: latin.decode(bytes.subarray(at + entryBytes, nameEnd)),
      size: view.getUint32(at + 24, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Where the list ends: a comment of up to 64 KiB may follow. */
function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endBytes - 0xffff);
  for (let at = view.byteLength - endBytes; at >= first; at -= 1) if (view.getUint32(at, true) === endSign) return at;
  return undefined;
}

const endSign = 0x06054b50;
const endBytes = 22;
const entrySign = 0x02014b50;
const entryBytes = 46;
/** The names that are looked for are ASCII. */
const latin = new TextDecoder('latin1');
