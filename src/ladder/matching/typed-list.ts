// Reads from typed arrays, where the index is known to lie inside: an undefined that cannot be need not be handled at
// every place. One function for each kind of array, since the machine code of a shared one would serve neither well.

export function real(list: Float64Array, index: number): number {
  return list[index] ?? Number.NaN;
}

export function whole(list: Int32Array, index: number): number {
  return list[index] ?? -1;
}
