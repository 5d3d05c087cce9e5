package io.agentmeter.alert;

import java.net.URI;

/// A program that is told of alerts. Its secret is kept elsewhere.
public record Webhook(String id, URI url) {}
