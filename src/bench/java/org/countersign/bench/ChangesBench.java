package org.countersign.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.countersign.bench.FormerServer.Former;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;
import org.countersign.bench.Server.Schema;

/** The three dearest things that a profiler found, before and after, by turns in one run. */
final class ChangesBench {

    private final Report report;
    private final Path directory;
    private final int seconds;
    private final int rounds;
    private final int warmUps;

    ChangesBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.seconds = smoke ? 8 : 20;
        this.rounds = smoke ? 1 : 5;
        this.warmUps = smoke ? 1 : 4;
    }

    private static final class Side {

        private final List<Double> cpu = new ArrayList<>();
        private double purchases;

        private double median() {
            var sorted = cpu.stream().sorted().toList();
            return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
        }
    }

    void run() {
        report.heading("The three dearest things, before and after");
        report.say(
                "Each server has one of them as it was; four clients on H2, by turns, %d rounds of %d seconds after %d that do not count."
                                .formatted(rounds, seconds, warmUps)
                        + " Processor time of the server without Java's compilers for one whole purchase, median of the rounds.");
        var now = new Side();
        var former = new EnumMap<Former, Side>(Former.class);
        var servers = new EnumMap<Former, Server>(Former.class);
        try (var product = Server.product(directory.resolve("now"), Database.H2)) {
            for (var one : Former.values()) {
                servers.put(
                        one,
                        Server.main(
                                FormerServer.class.getName(),
                                directory.resolve(one.name()),
                                Schema.of(Database.H2),
                                List.of("-Dbench.former=" + one.name()),
                                one.arguments().toArray(String[]::new)));
                former.put(one, new Side());
            }
            product.suppliers(0, 4000);
            servers.values().forEach(server -> server.suppliers(0, 4000));
            for (int round = -warmUps; round < rounds; round++) {
                load(product, "now", now, round);
                for (var one : Former.values()) {
                    load(servers.get(one), one.name(), former.get(one), round);
                }
            }
        } finally {
            servers.values().forEach(Server::close);
        }
        var table = new Table("before", "CPU ms a purchase", "after", "saved", "purchases/s before", "after");
        former.forEach((one, side) -> table.row(
                one.label(),
                side.median(),
                now.median(),
                "%.0f %%".formatted(100 * (side.median() - now.median()) / side.median()),
                side.purchases / seconds / rounds,
                now.purchases / seconds / rounds));
        report.table(table);
    }

    private void load(Server server, String name, Side side, int round) {
        var before = server.work();
        var result = Load.run(server, "changes " + name + " " + round, false, 4, seconds);
        if (round >= 0) {
            side.cpu.add((server.work() - before) / result.started());
            side.purchases += result.purchases();
        }
    }
}
