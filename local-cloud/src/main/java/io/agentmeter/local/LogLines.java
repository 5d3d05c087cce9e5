package io.agentmeter.local;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what is written to it into log entries, one per line.
final class LogLines extends OutputStream {
    private final Logger log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogLines(String name) {
        this.log = LoggerFactory.getLogger(name);
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n') {
            log.info(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(octet);
        }
    }
}
