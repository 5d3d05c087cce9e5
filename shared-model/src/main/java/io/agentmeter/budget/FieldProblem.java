package io.agentmeter.budget;

/// What is wrong with one field of something that an administrator sent.
///
/// @param field as in the JSON: `thresholds[1].percent`
/// @param reason reads on from the field's name: `must be above zero`
public record FieldProblem(String field, String reason) {}
