package io.agentmeter.hook;

import io.agentmeter.event.Claim;

/// One call of a hook, as far as a budget wants to know it. Nothing of a prompt or a tool's input is in it.
///
/// @param event the agent's own name of it; empty if the agent did not say
/// @param session empty if the agent did not say
/// @param worker which of a session's parallel agents calls; empty for the main one
/// @param model the model that is asked about; empty if unknown
/// @param project what the working directory says
public record HookCall(
        HookAgent agent, String event, HookMoment moment, String session, String worker, String model, Claim project) {}
