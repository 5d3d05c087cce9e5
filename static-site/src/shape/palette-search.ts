/** Something a person can jump to by typing. */
export interface Command {
  readonly id: string;
  readonly group: string;
  readonly title: string;
}

/** Commands that contain every typed word, those that begin with the text first; the order is kept otherwise. */
export function searched<C extends Command>(commands: readonly C[], typed: string, most = 12): readonly C[] {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/);
  const fits = commands.filter(({ title, group }) => {
    const whole = `${group} ${title}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
  const begins = ({ title }: Command): number => (title.toLowerCase().startsWith(text) ? 0 : 1);
  return [...fits].sort((left, right) => begins(left) - begins(right)).slice(0, most);
}
