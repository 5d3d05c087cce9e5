package io.agentmeter.functions.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.alerts.AlertOutbox;
import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.control.DayMarks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the clock: once a day, audits the days that became final or changed since their last audit, all with
/// one scan. It only looks. A day with differences stays due, so that the log tells of it every day until it is
/// mended; people are alerted once.
public final class AuditSweepHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    /// Days looked at in one run; the next run goes on.
    private static final int MOST = 400;

    record Parts(
            AuditService service,
            DayMarks due,
            AlertOutbox alerts,
            OrganisationCalendar calendar,
            AuditLog log,
            Notices notices,
            Clock clock) {}

    private final Parts parts;

    public AuditSweepHandler() {
        this(AuditWiring.sweep(LambdaEnvironment.current()));
    }

    AuditSweepHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        List<DayMark> due =
                parts.due().before(parts.calendar().dayOf(parts.clock().instant()), MOST);
        AuditResult result =
                parts.service().run(AuditOrder.of(due.stream().map(DayMark::day).toList(), false));
        for (AuditedDay day : result.days()) {
            if (day.differences().isEmpty()) {
                due.stream()
                        .filter(mark -> mark.day().equals(day.day()))
                        .forEach(mark -> parts.due().written(mark, true));
            } else {
                Instant now = parts.clock().instant();
                parts.alerts()
                        .leave(
                                parts.notices()
                                        .ofAudit(day.day(), day.differences().count(), now),
                                now);
            }
        }
        parts.log().audited("schedule", result);
        return null;
    }
}
