package org.countersign;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/** The server: one process engine, the modules around it, and the pages in front of them. */
@Modulithic(systemName = "Countersign", sharedModules = "shared")
@SpringBootApplication
public class CountersignApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CountersignApplication.class, arguments);
    }

    /** The only clock of the product: everything that needs the time has it injected. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
