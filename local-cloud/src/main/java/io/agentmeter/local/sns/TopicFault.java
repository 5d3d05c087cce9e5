package io.agentmeter.local.sns;

/// A refusal in SNS's words.
final class TopicFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String reason;

    private TopicFault(int status, String code, String reason) {
        super(reason);
        this.status = status;
        this.code = code;
        this.reason = reason;
    }

    static TopicFault invalid(String reason) {
        return new TopicFault(400, "InvalidParameter", "Invalid parameter: " + reason);
    }

    static TopicFault notFound(String what) {
        return new TopicFault(404, "NotFound", what + " does not exist");
    }

    static TopicFault unknownAction(String action) {
        return new TopicFault(400, "InvalidAction", "The local cloud has no action " + action);
    }

    static TopicFault undelivered(String reason) {
        return new TopicFault(500, "InternalError", reason);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
