import type { ComponentChildren, JSX } from "preact";
import { csv } from "../shape/csv";
import { pageOf, sorted, type SortState } from "../shape/table";
import { own, setOwn } from "../store/address";
import { Fragment } from "preact";
import { download } from "./download";
import { Icon } from "./icons";

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly number?: boolean;
  /** `minor` is left out on a phone, `wide` needs a large screen. */
  readonly rank?: "main" | "minor" | "wide";
  readonly draw: (row: Row) => ComponentChildren;
  /** Negative, zero or positive; a column without it cannot be sorted. */
  readonly compare?: (left: Row, right: Row) => number;
  /** What the CSV says; a column without it is left out there. */
  readonly csv?: (row: Row) => string;
  readonly total?: ComponentChildren;
}

export interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly defaultSort: SortState;
  readonly csvName: string;
  readonly toolbar?: ComponentChildren;
  readonly totalLabel?: string;
  readonly empty: ComponentChildren;
  /** A click anywhere in a row; the keyboard has the link or button that the row draws. */
  readonly onOpen?: (row: Row) => void;
  /** Drawn beneath a row that is open. */
  readonly detail?: (row: Row) => ComponentChildren;
  /** Distinguishes two tables of one page in the address. */
  readonly prefix?: string;
}

export function Table<Row>(props: TableProps<Row>): JSX.Element {
  const { label, columns, rows, keyOf, defaultSort, csvName, toolbar, totalLabel, empty, detail, onOpen, prefix = "" } = props;
  const sort = readSort(own(`${prefix}sort`), defaultSort);
  const open = own(`${prefix}open`);
  const ordered = sorted(rows, columns.find((column) => column.id === sort.column)?.compare, sort.direction);
  const page = pageOf(ordered, Number(own(`${prefix}page`)) || 1);
  const exported = columns.filter((column) => column.csv !== undefined);
  const save = (): void =>
    download(csvName, csv(exported.map((column) => column.id), ordered.map((row) => exported.map((column) => column.csv?.(row) ?? ""))));
  return (
    <>
      <div class="toolbar">
        <h2>{label}</h2>
        <span class="grow" />
        {toolbar}
        <button type="button" class="button button-small" onClick={save} disabled={rows.length === 0}><Icon name="download" /> CSV</button>
      </div>
      {rows.length === 0 ? empty : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={label}>
          <table>
            <thead>
              <tr>{columns.map((column) => <Head key={column.id} column={column} sort={sort} prefix={prefix} />)}</tr>
            </thead>
            <tbody>
              {totalLabel === undefined ? null : (
                <tr class="total-row">
                  {columns.map((column, index) => (
                    <td key={column.id} class={cellClass(column)}>{index === 0 ? totalLabel : column.total}</td>
                  ))}
                </tr>
              )}
              {page.rows.map((row) => {
                const key = keyOf(row);
                return (
                  <Fragment key={key}>
                    <tr
                      class={`${open === key ? "open" : ""} ${onOpen === undefined ? "" : "opens"}`}
                      onClick={(event) => { if (!onControl(event)) onOpen?.(row); }}
                    >
                      {columns.map((column) => <td key={column.id} class={cellClass(column)}>{column.draw(row)}</td>)}
                    </tr>
                    {detail !== undefined && open === key ? <tr class="detail-row"><td colSpan={columns.length}>{detail(row)}</td></tr> : null}
                  </Fragment>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {page.pages > 1 ? <Pager label={label} page={page.page} pages={page.pages} total={rows.length} prefix={prefix} /> : null}
    </>
  );
}

/** Links and buttons of a row answer for themselves, and selecting text opens nothing. */
function onControl(event: MouseEvent): boolean {
  const control = event.target instanceof Element && event.target.closest("a, button") !== null;
  return control || getSelection()?.isCollapsed === false;
}

function cellClass<Row>(column: TableColumn<Row>): string {
  return [column.number === true ? "numeric" : "", column.rank === undefined || column.rank === "main" ? "" : column.rank].filter((name) => name !== "").join(" ");
}

function Head<Row>({ column, sort, prefix }: { readonly column: TableColumn<Row>; readonly sort: SortState; readonly prefix: string }): JSX.Element {
  const sortedHere = sort.column === column.id;
  const order = sortedHere ? (sort.direction === "up" ? "ascending" : "descending") : "none";
  if (column.compare === undefined) return <th scope="col" class={cellClass(column)} title={column.hint}>{column.title}</th>;
  const next = sortedHere ? (sort.direction === "up" ? "down" : "up") : column.number === true ? "down" : "up";
  return (
    <th scope="col" class={cellClass(column)} aria-sort={order} title={column.hint}>
      <button type="button" class="sort" onClick={() => setOwn({ [`${prefix}sort`]: `${column.id}.${next}`, [`${prefix}page`]: null })}>
        {column.title}<span class="sort-mark" aria-hidden="true">{sortedHere ? (sort.direction === "up" ? "↑" : "↓") : ""}</span>
      </button>
    </th>
  );
}

function Pager({ label, page, pages, total, prefix }: {
  readonly label: string; readonly page: number; readonly pages: number; readonly total: number; readonly prefix: string;
}): JSX.Element {
  const turn = (to: number): void => setOwn({ [`${prefix}page`]: to === 1 ? null : String(to) });
  return (
    <nav class="pager" aria-label={`Pages of ${label}`}>
      <span class="quiet">Page {page} of {pages}, {total} rows</span>
      <button type="button" class="button button-small" disabled={page === 1} onClick={() => turn(page - 1)}>Previous</button>
      <button type="button" class="button button-small" disabled={page === pages} onClick={() => turn(page + 1)}>Next</button>
    </nav>
  );
}

function readSort(text: string, fallback: SortState): SortState {
  const [column = "", direction] = text.split(".");
  return column !== "" && (direction === "up" || direction === "down") ? { column, direction } : fallback;
}
