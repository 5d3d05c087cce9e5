import type { JSX } from "preact";

/** Line icons of 16 px, drawn here: nothing to fetch, and they take the colour of the text. */
const PATHS = {
  overview: "M2 13.5h12M4 11V7M8 11V3M12 11V5.5",
  live: "M1.5 8.5h3l2-5 3 9.5 2-4.500h3",
  sessions: "M2.500 4h11M2.500 8h11M2.500 12h7",
  projects: "M2 12.500v-9h4l1.500 2H14v7z",
  models: "M8 1.800 13.500 5v6L8 14.200 2.500 11V5zM2.700 5.100 8 8.200l5.300-3.100M8 8.200v5.800",
  plans: "M2 12a6 6 0 1 1 12 0M8 12l3-4M2 14h12",
  budgets: "M2 4h9.500a2 2 0 0 1 2 2v7H2zM2 4V2.500h8V4M10.500 9.500h3",
  enforcement: "M8 1.800 13.500 4v4c0 3-2.500 5-5.500 6.200C5 13 2.500 11 2.500 8V4zM6 6.500v3.500M10 6.500v3.500",
  plus: "M8 3v10M3 8h10",
  edit: "M10.500 3l2.500 2.500L6 12.500l-3 .5.500-3z",
  trash: "M3 4.500h10M6.500 4.500V3h3v1.500M4.500 4.500l.500 9h6l.500-9",
  snooze: "M8 3a5.500 5.500 0 1 1 0 11A5.500 5.500 0 0 1 8 3zM8 6v3l2 1.500M2 4l2.200-2M14 4l-2.200-2",
  link: "M6.500 9.500l3-3M7 4.500l1.500-1.500a3 3 0 0 1 4.200 4.200L11.500 8.500M9 11.500l-1.500 1.500a3 3 0 0 1-4.200-4.200L4.500 7.500",
  reports: "M4 1.800h5.500L12.500 5v9.200H4zM9.300 2v3.200h3M6 8.200h4.500M6 11h4.500",
  alerts: "M8 2a4 4 0 0 1 4 4c0 3 .8 4.200 1.500 5h-11C3.200 10.200 4 9 4 6a4 4 0 0 1 4-4zM6.500 13.300a1.600 1.600 0 0 0 3 0",
  settings: "M2 4.500h6M11 4.500h3M2 11.500h3M8 11.500h6M9.500 3v3M6.500 10v3",
  rail: "M2.500 3h11v10h-11zM6.200 3v10",
  filter: "M2 3.500h12L9.500 8.800v4.200l-3-1.500V8.800z",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.500 5.500h8v8h-8zM3 10.500h-.5v-8h8V3",
  check: "M3 8.500l3.200 3.200L13 4.800",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  sun: "M8 5.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600zM8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.9M11.700 11.700l.9.9M3.400 12.600l.9-.9M11.700 4.300l.9-.9",
  moon: "M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7z",
  system: "M2 3h12v8H2zM5.500 13.500h5M8 11v2.500",
  download: "M8 2v8M4.800 7 8 10.200 11.200 7M2.500 13.500h11",
  search: "M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.300 10.300 14 14",
  retry: "M13 8a5 5 0 1 1-1.500-3.500M13 2v3h-3",
  warn: "M8 2 14.500 13.500h-13zM8 6.500v3.200M8 11.600v.4",
  menu: "M2 4h12M2 8h12M2 12h12",
  back: "M10 3 5 8l5 5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
