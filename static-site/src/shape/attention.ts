/** Names in one sentence: all of up to three, else two and how many more. */
export function someOf(names: readonly string[]): { readonly shown: readonly string[]; readonly more: number } {
  return names.length <= 3 ? { shown: names, more: 0 } : { shown: names.slice(0, 2), more: names.length - 2 };
}
