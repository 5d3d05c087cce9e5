import "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { startAddress } from "./store/address";
import { startClock } from "./store/clock";
import { startLive } from "./store/live-feed";
import { findToken } from "./store/sign-in";
import { startTheme } from "./store/theme";
import "./style/index.css";

const place = document.getElementById("app");
if (place !== null) {
  startTheme();
  startClock();
  void findToken();
  startAddress();
  startLive();
  render(<App />, place);
}
