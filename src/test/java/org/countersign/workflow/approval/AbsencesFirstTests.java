package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

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

class AbsencesFirstTests {

    private static final List<String> HAPPENED = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("R08: at the start absences are looked after once all is set up, and before the first job")
    void betweenSetupAndJobs() {
        HAPPENED.clear();

        new SpringApplicationBuilder(Start.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.main.lazy-initialization=true",
                        "spring.main.log-startup-info=false")
                .run()
                .close();

        assertThat(HAPPENED).containsExactly("set up", "absences", "jobs");
    }

    @Configuration(proxyBeanMethods = false)
    @Import({AbsencesFirst.class, Start.Last.class})
    static class Start {

        @Bean
        ApprovalWatch watch() {
            var watch = mock(ApprovalWatch.class);
            doAnswer(call -> HAPPENED.add("absences")).when(watch).absences();
            return watch;
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
