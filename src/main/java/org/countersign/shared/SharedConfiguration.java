package org.countersign.shared;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What every module takes for granted: the time, the organisation, scheduled work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Company.class)
@EnableScheduling
class SharedConfiguration {

    /** The time in UTC, in the microseconds that both databases keep: what is written is what is read again. */
    @Bean
    Clock clock() {
        return new MicrosecondClock(Clock.systemUTC());
    }
}
