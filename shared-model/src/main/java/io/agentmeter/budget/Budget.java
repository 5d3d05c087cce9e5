package io.agentmeter.budget;

import io.agentmeter.budget.BudgetWindow.Days;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A budget and its history's newest page.
///
/// @param version raised by every change
/// @param revision the version in which an alert could last have become another one: its scope, per, window, amount or
///     thresholds changed
/// @param basisRevision the version in which what counts last changed
/// @param deletedAtOrNull since when it holds no more; it is kept
public record Budget(
        String id,
        BudgetTerms terms,
        long version,
        long revision,
        long basisRevision,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        @Nullable Instant deletedAtOrNull) {
    /// How far back usage is added up when a budget is created.
    public static final int OLDEST_DAYS = 400;

    public static Budget created(String id, BudgetTerms terms, Instant now, String by) {
        return new Budget(id, terms, 1, 1, 1, now, by, now, by, null);
    }

    /// The next version. A deleted budget comes back as a new one.
    public Budget changed(BudgetTerms to, Instant now, String by) {
        long next = version + 1;
        if (isDeleted()) {
            return new Budget(id, to, next, next, next, now, by, now, by, null);
        }
        return new Budget(
                id,
                to,
                next,
                to.alertsLike(terms) ? revision : next,
                to.countsLike(terms) ? basisRevision : next,
                createdAt,
                createdBy,
                now,
                by,
                null);
    }

    public Budget deleted(Instant now, String by) {
        return new Budget(id, terms, version + 1, revision, basisRevision, createdAt, createdBy, now, by, now);
    }

    public boolean isDeleted() {
        return deletedAtOrNull != null;
    }

    public Optional<Instant> deletedAt() {
        return Optional.ofNullable(deletedAtOrNull);
    }

    public Basis basis(ClientDirectory clients) {
        return new Basis(basisRevision, terms.needsClients() ? clients.projectsVersion() : 0);
    }

    /// The part of the budget that this usage or agent falls into, if any: empty text where there is one limit for
    /// all. Who lacks the name that limits are per has none.
    public Optional<String> part(Subject subject) {
        if (isDeleted() || !terms.scope().matches(subject)) {
            return Optional.empty();
        }
        if (terms.isPerSession()) {
            return named(subject.session());
        }
        return terms.per().isEmpty() ? Optional.of("") : terms.per().flatMap(field -> named(field.of(subject)));
    }

    private static Optional<String> named(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    public boolean matches(Subject subject) {
        return part(subject).isPresent();
    }

    /// Whether usage of this day counts.
    public boolean isValidOn(LocalDate day) {
        return terms.validFrom().filter(day::isBefore).isEmpty()
                && terms.validTo().filter(day::isAfter).isEmpty();
    }

    /// The first day that can ever count.
    public LocalDate firstDay() {
        return terms.validFrom()
                .orElseGet(
                        () -> createdAt.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(OLDEST_DAYS));
    }

    public Days windowAt(LocalDate day) {
        return terms.window().at(day, firstDay());
    }

    /// Every window that holds this day and has begun, oldest first.
    public List<Days> windowsHolding(LocalDate day, LocalDate today) {
        return terms.window().holding(day, today, firstDay());
    }

    /// The thresholds that so much reaches, lowest first.
    public List<Threshold> reached(BigDecimal spent) {
        return terms.thresholds().stream()
                .filter(threshold -> threshold.amountOf(terms.limit()).compareTo(spent) <= 0)
                .toList();
    }

    /// What agents may do with so much spent, overrides left aside.
    public Verdict verdict(BigDecimal spent) {
        Verdict strictest = Verdict.ALLOW;
        for (Threshold threshold : reached(spent)) {
            boolean inGrace =
                    threshold.action().blocks() && blockAmount(threshold).compareTo(spent) > 0;
            strictest = strictest.stricter(
                    inGrace ? Verdict.WARN : threshold.action().verdict());
        }
        return strictest;
    }

    /// From how much on it pauses or stops agents; empty if it never does.
    public Optional<BigDecimal> blocksFrom() {
        return terms.thresholds().stream()
                .filter(threshold -> threshold.action().blocks())
                .map(this::blockAmount)
                .min(BigDecimal::compareTo);
    }

    /// Whether it can do anything to an agent, be it only a warning.
    public boolean speaksToAgents() {
        return terms.thresholds().stream().anyMatch(threshold -> threshold.action() != Action.NOTIFY);
    }

    private BigDecimal blockAmount(Threshold threshold) {
        return threshold.amountOf(terms.limit()).add(terms.limit().percent(terms.gracePercent()));
    }
}
