package io.agentmeter.local.sns;

import io.agentmeter.local.http.HttpAnswer;
import java.util.UUID;

/// Answers in the XML of the AWS Query protocol.
final class QueryAnswer {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final StringBuilder result = new StringBuilder();

    QueryAnswer field(String name, String value) {
        result.append('<')
                .append(name)
                .append('>')
                .append(escaped(value))
                .append("</")
                .append(name)
                .append('>');
        return this;
    }

    QueryAnswer open(String name) {
        result.append('<').append(name).append('>');
        return this;
    }

    QueryAnswer close(String name) {
        result.append("</").append(name).append('>');
        return this;
    }

    QueryAnswer append(QueryAnswer more) {
        result.append(more.result);
        return this;
    }

    HttpAnswer of(String action) {
        return xml(
                200,
                "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult>%4$s</%1$sResponse>"
                        .formatted(
                                action, NAMESPACE, result, "<ResponseMetadata>" + requestId() + "</ResponseMetadata>"));
    }

    static HttpAnswer fault(TopicFault fault) {
        String type = fault.status() < 500 ? "Sender" : "Receiver";
        return xml(
                fault.status(),
                "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>%s</ErrorResponse>"
                        .formatted(NAMESPACE, type, fault.code(), escaped(fault.reason()), requestId()));
    }

    private static String requestId() {
        return "<RequestId>" + UUID.randomUUID() + "</RequestId>";
    }

    private static HttpAnswer xml(int status, String text) {
        return HttpAnswer.text(status, "text/xml; charset=utf-8", text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
