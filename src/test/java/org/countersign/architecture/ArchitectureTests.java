package org.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Objects;
import org.countersign.CountersignApplication;
import org.countersign.architecture.canary.modules.CanaryModules;
import org.countersign.architecture.canary.purchasing.Orders;
import org.countersign.architecture.canary.purchasing.ReadsTheTime;
import org.countersign.architecture.canary.purchasing.UsesTheEngine;
import org.countersign.architecture.canary.workflow.CatchingDelegate;
import org.countersign.architecture.canary.workflow.ChecksTask;
import org.countersign.architecture.canary.workflow.PublicDelegate;
import org.countersign.architecture.canary.workflow.SendsOrder;
import org.countersign.architecture.canary.workflow.TransactionalListener;
import org.countersign.architecture.canary.workflow.UntypedListener;
import org.countersign.architecture.canary.workflow.UsesEngineInternals;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests {

    // Found by where they lie: asked for by package, they are looked for in every library.
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .importUrl(CountersignApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    private static final JavaClasses CANARIES =
            new ClassFileImporter().importUrl(Objects.requireNonNull(ArchitectureTests.class.getResource("canary")));

    @Test
    void theWholeProductIsLookedAt() {
        assertThat(PRODUCT).hasSizeGreaterThan(1000);
        assertThat(PRODUCT.contain(CountersignApplication.class)).isTrue();
        assertThat(PRODUCT.contain(ArchitectureTests.class)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The product keeps the rules of the house")
    void theProductKeepsEachRule(ArchitectureRule rule) {
        rule.rule().check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule notices what breaks it")
    void eachRuleNoticesItsCanary(ArchitectureRule rule) {
        var violations = rule.rule().evaluate(CANARIES).getFailureReport().getDetails();
        assertThat(violations).anyMatch(violation -> violation.contains(canary(rule)));
    }

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(CountersignApplication.class).verify();
    }

    @Test
    void aModuleThatReachesIntoAnotherIsNoticed() {
        var modules = ApplicationModules.of(CanaryModules.class.getPackageName(), location -> true);
        assertThat(modules.detectViolations().getMessages())
                .anyMatch(message -> message.contains("'sales'") && message.contains("Shelf"));
    }

    private static String canary(ArchitectureRule rule) {
        var type = switch (rule) {
            case ENGINE_ONLY_IN_WORKFLOW -> UsesTheEngine.class;
            case ENGINE_INTERNALS_ONLY_IN_CONFIG -> UsesEngineInternals.class;
            case DELEGATES_ARE_PACKAGE_PRIVATE -> PublicDelegate.class;
            case DELEGATES_ARE_NAMED_SO -> SendsOrder.class;
            case LISTENERS_ARE_NAMED_SO -> ChecksTask.class;
            case DELEGATES_CATCH_NOTHING -> CatchingDelegate.class;
            case DELEGATES_OPEN_NO_TRANSACTION -> TransactionalListener.class;
            case TIME_COMES_FROM_THE_CLOCK, CLOCKS_ARE_CONFIGURED, PACKAGES_ARE_NULL_MARKED -> ReadsTheTime.class;
            case VARIABLES_ARE_TYPED -> UntypedListener.class;
            case REPOSITORIES_ARE_PACKAGE_PRIVATE -> Orders.OrderRepository.class;
            case REPOSITORIES_ARE_PLURAL -> Orders.OrderRepository.class;
            case CONTROLLERS_ARE_PACKAGE_PRIVATE, CONTROLLERS_LIE_IN_WEB, ANSWERS_ARE_DESCRIBED ->
                Orders.OrderController.class;
        };
        return type.getName();
    }
}
