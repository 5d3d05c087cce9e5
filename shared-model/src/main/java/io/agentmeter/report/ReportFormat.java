package io.agentmeter.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agentmeter.report.ReportRow.Cell;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a report is written. Rows go out one by one, so a report may be larger than memory.
public enum ReportFormat {
    /// RFC 4180 with a header. A text that a spreadsheet would take for a formula has an apostrophe in front.
    CSV("text/csv; charset=utf-8") {
        @Override
        public Sink open(List<String> columns, Writer out) throws IOException {
            return new Csv(columns, out);
        }
    },
    /// An array of objects. Money is decimal text, what is not known is `null`.
    JSON("application/json") {
        @Override
        public Sink open(List<String> columns, Writer out) throws IOException {
            return new Json(columns, out);
        }
    };

    /// Takes the rows.
    public interface Sink {
        void write(ReportRow row) throws IOException;

        /// Writes what comes behind the last row. The writer is the caller's to close.
        void end() throws IOException;
    }

    private final String contentType;

    ReportFormat(String contentType) {
        this.contentType = contentType;
    }

    public abstract Sink open(List<String> columns, Writer out) throws IOException;

    public String contentType() {
        return contentType;
    }

    /// Also the ending of the file's name.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(ReportFormat::label).toList();
    }

    public static Optional<ReportFormat> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }

    private static final class Csv implements Sink {
        private final Writer out;

        Csv(List<String> columns, Writer out) throws IOException {
            this.out = out;
            out.write(String.join(",", columns));
            out.write("\r\n");
        }

        @Override
        public void write(ReportRow row) throws IOException {
            String separator = "";
            for (Cell cell : row.cells()) {
                out.write(separator);
                out.write(field(cell));
                separator = ",";
            }
            out.write("\r\n");
        }

        private static String field(Cell cell) {
            return switch (cell) {
                case Cell.Text(String text) -> quoted(text);
                case Cell.Count(long count) -> Long.toString(count);
                case Cell.Dollars dollars -> dollars.money().text();
                case Cell.Unknown() -> "";
            };
        }

        private static String quoted(String text) {
            boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
            boolean special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
            if (!formula && !special) {
                return text;
            }
            return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
        }

        @Override
        public void end() {
            // A CSV file ends with its last row.
        }
    }

    private static final class Json implements Sink {
        private static final JsonFactory FACTORY = new JsonFactory();

        private final List<String> columns;
        private final JsonGenerator json;

        Json(List<String> columns, Writer out) throws IOException {
            this.columns = columns;
            this.json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartArray();
        }

        @Override
        public void write(ReportRow row) throws IOException {
            json.writeStartObject();
            for (int column = 0; column < columns.size(); column++) {
                json.writeFieldName(columns.get(column));
                value(row.cells().get(column));
            }
            json.writeEndObject();
        }

        private void value(Cell cell) throws IOException {
            switch (cell) {
                case Cell.Text(String text) -> json.writeString(text);
                case Cell.Count(long count) -> json.writeNumber(count);
                case Cell.Dollars dollars -> json.writeString(dollars.money().text());
                case Cell.Unknown() -> json.writeNull();
            }
        }

        @Override
        public void end() throws IOException {
            json.writeEndArray();
            json.close();
        }
    }
}
