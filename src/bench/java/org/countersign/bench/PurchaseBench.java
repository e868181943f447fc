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

    private final Report report;
    private final Path directory;
    private final List<Integer> clients;
    private final int seconds;
    private final int warmUps;

    PurchaseBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.clients = smoke ? List.of(1, 4) : List.of(1, 4, 8);
        this.seconds = smoke ? 8 : 30;
        this.warmUps = smoke ? 1 : 3;
    }

    /** One measured phase of both sides. */
    private record Phase(Result product, double productCpu, Result bare, double bareCpu) {}

    void run(Database database) {
        var phases = new ArrayList<Phase>();
        try (var product = Server.product(directory.resolve("product-" + database), database);
                var bare = Server.bare(directory.resolve("bare-" + database), database)) {
            product.suppliers(0, 5000);
            for (int i = 0; i < warmUps; i++) {
                Load.run(bare, "warm-up bare " + database, true, 4, seconds);
                Load.run(product, "warm-up product " + database, false, 4, seconds);
            }
            for (int number : clients) {
                var bareBefore = bare.cpu();
                var bareResult = Load.run(bare, "bare " + database + " " + number, true, number, seconds);
                var bareCpu = (bare.cpu() - bareBefore) / bareResult.started();
                var before = product.cpu();
                var result = Load.run(product, "product " + database + " " + number, false, number, seconds);
                phases.add(new Phase(result, (product.cpu() - before) / result.started(), bareResult, bareCpu));
            }
        }
        tell(database, phases);
    }

    private void tell(Database database, List<Phase> phases) {
        report.heading("Whole purchases on " + database.label());
        report.say(
                "From the draft to the closed order over REST: three lines, one approver, order sent, acknowledged, received,"
                        + " invoiced, matched, released and paid; %d seconds a row, after a warm-up, product and bare engine by turns."
                                .formatted(seconds)
                        + " *Bare* is the same engine with the same models and settings, empty delegates and no tables of ours."
                        + " Processor time counts the server's own, without database server and clients.");
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
