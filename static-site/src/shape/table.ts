export interface SortState {
  readonly column: string;
  readonly direction: "up" | "down";
}

export const ROWS_A_PAGE = 50;

/** A copy in order; rows that compare equal keep their places. */
export function sorted<Row>(rows: readonly Row[], compare: ((left: Row, right: Row) => number) | undefined, direction: "up" | "down"): readonly Row[] {
  if (compare === undefined) return rows;
  const sign = direction === "up" ? 1 : -1;
  return [...rows].sort((left, right) => sign * compare(left, right));
}

export interface TablePage<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
}

/** A page number outside the table is the nearest one inside. */
export function pageOf<Row>(rows: readonly Row[], wanted: number): TablePage<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
  const page = Math.min(pages, Math.max(1, Math.trunc(wanted)));
  return { rows: rows.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE), page, pages };
}

/** Unknown values go last when sorting down. */
export function compareNumbers(left: number | null, right: number | null): number {
  return (left ?? Number.NEGATIVE_INFINITY) - (right ?? Number.NEGATIVE_INFINITY) || 0;
}

export function compareTexts(left: string | null, right: string | null): number {
  return (left ?? "").localeCompare(right ?? "");
}
