package io.agentmeter.functions.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Answers to OpenTelemetry exporters, in the encoding of the request. An exporter repeats only what was answered with
/// 429, 502, 503 or 504, so an internal failure is a 503 and refused records are a partial success.
///
/// @param rejectedField the signal's name for the number of refused records
record OtlpAnswers(boolean protobuf, String rejectedField) implements AnswerShape {
    /// Codes of `google.rpc.Code`.
    private static final Map<Integer, Integer> RPC_CODES =
            Map.of(400, 3, 401, 16, 403, 7, 404, 5, 413, 8, 415, 3, 503, 14);

    private static final int UNKNOWN = 2;
    private static final int NAMED_REJECTIONS = 3;

    static OtlpAnswers of(HttpRequest request, String rejectedField) {
        String type = request.header("content-type").orElse("");
        return new OtlpAnswers(type.contains("protobuf"), rejectedField);
    }

    @Override
    public HttpAnswer result(IngestService.Result result) {
        if (result.rejected().isEmpty()) {
            return protobuf ? binary(200, new byte[0]) : HttpAnswer.jsonText(200, "{}");
        }
        String message = reasons(result);
        if (protobuf) {
            byte[] partial = message(out -> {
                out.writeInt64(1, result.rejected().size());
                out.writeString(2, message);
            });
            return binary(200, message(out -> out.writeByteArray(1, partial)));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("partialSuccess")
                .put(rejectedField, Integer.toString(result.rejected().size()))
                .put("errorMessage", message);
        return HttpAnswer.json(200, body);
    }

    @Override
    public HttpAnswer error(HttpError error) {
        int code = RPC_CODES.getOrDefault(error.status(), UNKNOWN);
        String message = error.message() + error.at().map(at -> " (" + at + ")").orElse("");
        HttpAnswer plain = HttpAnswer.error(error);
        if (protobuf) {
            HttpAnswer status = binary(error.status(), message(out -> {
                out.writeInt32(1, code);
                out.writeString(2, message);
            }));
            return plain.withBodyOf(status);
        }
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        return plain.withBodyOf(HttpAnswer.json(error.status(), body));
    }

    private static String reasons(IngestService.Result result) {
        StringBuilder text = new StringBuilder();
        for (Rejection rejection :
                result.rejected().stream().limit(NAMED_REJECTIONS).toList()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append("record ")
                    .append(rejection.index())
                    .append(": ")
                    .append(rejection.field())
                    .append(' ')
                    .append(rejection.reason());
        }
        int more = result.rejected().size() - NAMED_REJECTIONS;
        return more > 0 ? text + "; and " + more + " more" : text.toString();
    }

    private static HttpAnswer binary(int status, byte[] body) {
        return HttpAnswer.binary(status, "application/x-protobuf", body);
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
