package io.agentmeter.functions.library.brake;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.format.Weights;
import io.agentmeter.hook.HookCall;
import io.agentmeter.hook.HookMoment;

/// Who wants to know whether they may go on, as far as they say so themselves.
///
/// @param session empty if unknown
/// @param worker which of the session's agents; empty for the main one
/// @param model empty if unknown
/// @param lane empty if unknown
public record Asker(Attribution said, String session, String worker, String model, String lane, HookMoment moment) {

    /// @param owner of the token that the hook came with; empty if it is a team's
    public static Asker of(HookCall call, String owner) {
        Attribution said = Attribution.NONE
                .withAgent(new Claim(Weights.OBSERVED, call.agent().label()))
                .withUser(new Claim(Weights.USER_TOKEN_OWNER, owner))
                .withProject(call.project());
        return new Asker(said, call.session(), call.worker(), call.model(), "", call.moment());
    }
}
