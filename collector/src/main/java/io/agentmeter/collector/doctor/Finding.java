package io.agentmeter.collector.doctor;

import java.util.Locale;

/// One line of the doctor's answer.
///
/// @param next what to do; empty if all is well
record Finding(Grade grade, String text, String next) {
    enum Grade {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String text) {
        return new Finding(Grade.OK, text, "");
    }

    static Finding warn(String text, String next) {
        return new Finding(Grade.WARN, text, next);
    }

    static Finding fail(String text, String next) {
        return new Finding(Grade.FAIL, text, next);
    }

    String line() {
        String label = String.format(Locale.ROOT, "%-5s", grade.name().toLowerCase(Locale.ROOT));
        return label + text + (next.isEmpty() ? "" : "\n     -> " + next);
    }
}
