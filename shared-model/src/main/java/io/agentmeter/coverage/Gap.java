package io.agentmeter.coverage;

import java.util.Locale;

/// Something that a source seems to have missed, in a sentence, with what to do about it.
public record Gap(Kind kind, String what, String next) {
    public enum Kind {
        /// Hooks or metrics tell of work, and no request has arrived.
        NO_REQUESTS,
        /// Numbers of telemetry records are missing in a row.
        RECORDS_MISSING,
        /// A source stopped while another went on.
        SILENT,
        /// Metrics tell of more tokens than the requests have.
        METRICS_SAY_MORE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
