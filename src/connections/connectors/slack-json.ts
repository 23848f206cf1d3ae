/**
 * A program of awk that turns its input into the inside of a JSON string: of at most `most` characters of UTF-8, and of
 * bytes, so that it works in every awk and locale. It reads all of its input, and ends with status 1 when there is
 * nothing but white space in it.
 */
export const jsonTextProgram = `
BEGIN {
  for (i = 128; i < 192; i++) rest = rest sprintf("%c", i)
  for (i = 1; i < 32; i++) escape[sprintf("%c", i)] = sprintf("\\\\u%04x", i)
  escape["\\""] = "\\\\\\""
  escape["\\\\"] = "\\\\\\\\"
}
function put(byte) {
  if (index(rest, byte) == 0) count++
  if (count > most) full = 1
  else printf "%s", (byte in escape) ? escape[byte] : byte
}
full { next }
{
  if ($0 ~ /[^ \\t\\r]/) seen = 1
  if (NR > 1) put("\\n")
  for (i = 1; i <= length($0) && !full; i++) put(substr($0, i, 1))
}
END { exit !seen }
`;
