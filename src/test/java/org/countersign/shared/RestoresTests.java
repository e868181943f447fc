package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.support.CoreTest;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CoreTest
class RestoresTests {

    private static final UserId OPS = new UserId("ops");

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private TestClock clock;

    private final List<Object> told = new ArrayList<>();
    private final Part part = new Part();

    @AfterEach
    void noRestore() {
        jdbc.update("delete from restores");
    }

    @Test
    @DisplayName("A setting holds the servers of a database once: after the release it may stay where it is")
    void aSettingHoldsOnce() {
        var first = started("2026-11-22");
        var second = started("");
        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isTrue();
        assertThat(part.seen).isEqualTo(1);
        assertThat(first.unreleased()).get().extracting(Restore::mails).isEqualTo(3L);

        assertThat(release(first)).hasSize(1);

        first.lookAgain();
        assertThat(told).containsExactly(new HoldEnded());
        assertThat(first.isHeld()).isFalse();
        assertThat(part.released).isEqualTo(1);
        assertThat(release(second)).isEmpty();
        assertThat(started("2026-11-22").isHeld()).isFalse();
        assertThat(started("2026-11-23").isHeld()).isTrue();
    }

    @Test
    @DisplayName("A database that something outside of it is ahead of is held, whoever restored it and however")
    void whatWasSetBackIsHeld() {
        assertThat(started("").isHeld()).isFalse();
        part.setBack = true;

        var restores = started("");

        assertThat(restores.isHeld()).isTrue();
        assertThat(restores.last())
                .get()
                .satisfies(restore -> assertThat(restore.id()).startsWith("set back "));
    }

    @Test
    @DisplayName("A name that is too long stops the start, and says so")
    void aLongNameStopsTheStart() {
        assertThatThrownBy(() -> started("x".repeat(65)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("65");
    }

    private Restores started(String label) {
        var restores = new Restores(jdbc, transactions, new OnlyPart(), told::add, clock, label);
        restores.afterSingletonsInstantiated();
        return restores;
    }

    private List<Restore> release(Restores restores) {
        return new TransactionTemplate(transactions).execute(status -> restores.release(OPS, "Looked"));
    }

    private static final class Part implements RestoredPart {

        private boolean setBack;
        private int seen;
        private int released;

        @Override
        public boolean isSetBack() {
            return setBack;
        }

        @Override
        public long seen(Restore restore) {
            seen++;
            return 3;
        }

        @Override
        public void released(Restore restore) {
            released++;
        }
    }

    private final class OnlyPart implements ObjectProvider<RestoredPart> {

        @Override
        public RestoredPart getObject() {
            return part;
        }

        @Override
        public Stream<RestoredPart> stream() {
            return Stream.of(part);
        }
    }
}
