package org.countersign.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.countersign.bench.Load.Result;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;

/** The same load on the product and on the bare engine, by turns, in one run. */
final class PurchaseBench {

    /** The share of compilers in a server's processor time below which it counts as warm. */
    private static final double WARM = 0.15;

    private final Report report;
    private final Path directory;
    private final List<Integer> clients;
    private final int seconds;
    private final int longestWarmUp;

    PurchaseBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.clients = smoke ? List.of(1, 4) : List.of(1, 4, 8);
        this.seconds = smoke ? 8 : 20;
        this.longestWarmUp = smoke ? 1 : 14;
    }

    /** One measured phase of both sides. */
    private record Phase(Result product, double productCpu, Result bare, double bareCpu) {}

    void run(Database database) {
        var phases = new ArrayList<Phase>();
        try (var product = Server.product(directory.resolve("product-" + database), database);
                var bare = Server.bare(directory.resolve("bare-" + database), database)) {
            product.suppliers(0, 5000);
            warmUp(bare, "bare", true, database);
            warmUp(product, "product", false, database);
            for (int number : clients) {
                var bareBefore = bare.work();
                var bareResult = Load.run(bare, "bare " + database + " " + number, true, number, seconds);
                var bareCpu = (bare.work() - bareBefore) / bareResult.started();
                var before = product.work();
                var result = Load.run(product, "product " + database + " " + number, false, number, seconds);
                phases.add(new Phase(result, (product.work() - before) / result.started(), bareResult, bareCpu));
            }
        }
        tell(database, phases);
    }

    /**
     * Until Java's compilers use little beside the server itself. The product has far more code than the bare engine, so that
     * the same time of warming up would compare a warm server with a cold one.
     */
    private void warmUp(Server server, String name, boolean bare, Database database) {
        for (int round = 0; round < longestWarmUp; round++) {
            var before = server.cpu();
            var compiledBefore = server.compilers();
            Load.run(server, "warm-up " + name + " " + database + " " + round, bare, 8, seconds);
            var share = (server.compilers() - compiledBefore) / (server.cpu() - before);
            System.out.printf("Warm-up %d of %s on %s: compilers used %.0f %%%n", round, name, database, 100 * share);
            if (share < WARM) {
                return;
            }
        }
    }

    private void tell(Database database, List<Phase> phases) {
        report.heading("Whole purchases on " + database.label());
        report.say(
                "From the draft to the closed order over REST: three lines, one approver, order sent, acknowledged, received,"
                        + " invoiced, matched, released and paid; %d seconds a row, product and bare engine by turns, after warming up until compilers used less"
                                .formatted(seconds)
                        + " than 15 %% of a server's processor time, or for at most %d such rows.".formatted(longestWarmUp)
                        + " *Bare* is the same engine with the same models and settings, empty delegates and no tables of ours."
                        + " Processor time counts the server's own, without Java's compilers, the database server and clients.");
        var rates = new Table(
                "clients",
                "purchases/s",
                "bare/s",
                "ratio",
                "CPU ms a purchase",
                "bare CPU ms",
                "ratio",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "failed");
        for (var phase : phases) {
            var whole = phase.product().steps().get(PurchaseSimulation.WHOLE);
            rates.row(
                    String.valueOf(phase.product().clients()),
                    phase.product().rate(),
                    phase.bare().rate(),
                    phase.product().rate() / phase.bare().rate(),
                    phase.productCpu(),
                    phase.bareCpu(),
                    phase.bareCpu() / phase.productCpu(),
                    whole == null ? Double.NaN : whole.p50(),
                    whole == null ? Double.NaN : whole.p95(),
                    whole == null ? Double.NaN : whole.p99(),
                    phase.product().failed() + " / " + phase.bare().failed());
        }
        report.table(rates);
        report.say(
                "Each step in milliseconds, p50 / p95 / p99 (bare: p50 / p95 / p99). *Until* is the time that jobs take, as a"
                        + " client sees it who looks again after 20 ms,"
                        + " and after twice as long each time, up to 320 ms.");
        var heads = new ArrayList<String>();
        heads.add("step");
        phases.forEach(phase -> heads.add(phase.product().clients() + " clients"));
        var steps = new Table(heads.toArray(String[]::new));
        var names = new LinkedHashSet<String>();
        phases.forEach(phase -> names.addAll(phase.product().steps().keySet()));
        for (var name : names) {
            var cells = new ArrayList<Object>();
            cells.add(name);
            phases.forEach(phase -> cells.add(times(phase.product(), name) + times(" (", phase.bare(), name)));
            steps.row(cells.toArray());
        }
        report.table(steps);
        report.say("Gatling's own reports: `" + Load.REPORTS + "`.");
    }

    private static String times(String before, Result result, String step) {
        return result.steps().containsKey(step) ? before + times(result, step) + ")" : "";
    }

    private static String times(Result result, String step) {
        var times = result.steps().get(step);
        return times == null ? "" : "%.0f / %.0f / %.0f".formatted(times.p50(), times.p95(), times.p99());
    }
}
