package io.agentmeter.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Where the dashboard shows what an alert is about. `contracts/dashboard-links.json` has one address of each kind.
///
/// @param dashboardUrl empty if nobody said where it is; then every link is empty
public record Screens(String dashboardUrl) {
    /// @param part the name whose share it is; empty for the whole budget
    public String budget(String id, String part) {
        return at("budgets/" + escaped(id) + (part.isEmpty() ? "" : "?part=" + escaped(part)));
    }

    /// One bar for each window of each plan.
    public String plans() {
        return at("plans");
    }

    /// What one day cost, and by how many sources it was seen.
    ///
    /// @param key the name whose usage it is; empty for all of it
    public String day(LocalDate day, AlertScope scope, String key) {
        boolean named = scope != AlertScope.ALL && !key.isEmpty();
        return at("overview?" + range(day) + (named ? "&" + scope.label() + "=" + escaped(key) : ""));
    }

    /// What was used of one model on a day, and whether it has a price.
    public String model(LocalDate day, String model) {
        return at("models?" + range(day) + "&model=" + escaped(model));
    }

    private String at(String page) {
        return dashboardUrl.isEmpty() ? "" : dashboardUrl + "/#/" + page;
    }

    private static String range(LocalDate day) {
        return "range=" + day + ".." + day;
    }

    // A plus is a space only in the part after the question mark, so a space is never written as one.
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
