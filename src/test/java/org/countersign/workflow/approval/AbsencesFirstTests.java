package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.countersign.approval.ApprovalWatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.TaskScheduler;

class AbsencesFirstTests {

    private static final List<String> HAPPENED = new CopyOnWriteArrayList<>();

    private static boolean all;

    @Test
    @DisplayName("R08: at the start absences are looked after once all is set up, and before the first job")
    void betweenSetupAndJobs() {
        assertThat(startedWhere(true)).containsExactly("set up", "some absences", "jobs");
    }

    @Test
    @DisplayName("R08: where that takes long, the server becomes ready, and the rest is handed over right after")
    void theRestAfterwards() {
        assertThat(startedWhere(false)).containsExactly("set up", "some absences", "the rest", "jobs");
    }

    private static List<String> startedWhere(boolean all) {
        AbsencesFirstTests.all = all;
        HAPPENED.clear();
        new SpringApplicationBuilder(Start.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.main.lazy-initialization=true",
                        "spring.main.log-startup-info=false")
                .run()
                .close();

        return List.copyOf(HAPPENED);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({AbsencesFirst.class, Start.Last.class})
    static class Start {

        @Bean
        ApprovalWatch watch() {
            var watch = mock(ApprovalWatch.class);
            when(watch.absences(any())).thenAnswer(call -> {
                HAPPENED.add("some absences");
                return all;
            });
            doAnswer(call -> HAPPENED.add("the rest")).when(watch).absences();
            return watch;
        }

        @Bean
        TaskScheduler scheduler() {
            var scheduler = mock(TaskScheduler.class);
            when(scheduler.schedule(any(Runnable.class), any(Instant.class))).thenAnswer(call -> {
                call.getArgument(0, Runnable.class).run();
                return null;
            });
            return scheduler;
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ApplicationListener<ApplicationReadyEvent> jobs() {
            return ready -> HAPPENED.add("jobs");
        }

        /** Set up after every other bean. */
        @Lazy(false)
        static class Last implements SmartInitializingSingleton {

            @Override
            public void afterSingletonsInstantiated() {
                HAPPENED.add("set up");
            }
        }
    }
}
