/** What Python mounts as « address of the module, newline, deflated text ». */

const NEWLINE = 10;

export function unpacked(bytes) {
  const stream = new Blob([bytes.subarray(bytes.indexOf(NEWLINE) + 1)]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream("deflate"))).text();
}
