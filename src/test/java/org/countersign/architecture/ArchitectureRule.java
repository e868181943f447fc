package org.countersign.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.swagger.v3.oas.annotations.responses.ApiResponses;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.NullMarked;
import org.springframework.data.repository.Repository;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What compiled classes have to keep. Each rule has a canary in {@link ArchitectureTests}. */
enum ArchitectureRule {
    ENGINE_ONLY_IN_WORKFLOW(noClasses()
            .that()
            .resideOutsideOfPackage("..workflow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("the engine can be replaced as long as one module alone knows it")),

    ENGINE_INTERNALS_ONLY_IN_CONFIG(noClasses()
            .that()
            .resideOutsideOfPackage("..workflow.config..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.camunda..")
                    .and(resideInAPackage("..impl.."))
                    .and(not(equivalentTo(Authentication.class)))
                    .as("are internal to the engine and not handed out by its API"))
            .because("what is internal to the engine changes without notice")),

    DELEGATES_ARE_PACKAGE_PRIVATE(classes()
            .that(areDelegatesOrListeners())
            .should()
            .notBePublic()
            .because("models reach them by the name of the bean, and nothing else may")),

    DELEGATES_ARE_NAMED_SO(classes()
            .that(assignableTo(JavaDelegate.class).and(named()))
            .should()
            .haveSimpleNameEndingWith("Delegate")),

    LISTENERS_ARE_NAMED_SO(classes()
            .that(assignableTo(TaskListener.class)
                    .or(assignableTo(ExecutionListener.class))
                    .and(named()))
            .should()
            .haveSimpleNameEndingWith("Listener")),

    DELEGATES_CATCH_NOTHING(classes()
            .that(areDelegatesOrListeners())
            .should(condition(
                    "catch nothing",
                    (type, events) -> type.getCodeUnits().stream()
                            .flatMap(unit -> unit.getTryCatchBlocks().stream())
                            .filter(block -> !block.getCaughtThrowables().isEmpty())
                            .forEach(block -> events.add(SimpleConditionEvent.violated(
                                    type,
                                    type.getName() + " catches " + block.getCaughtThrowables() + " in "
                                            + block.getSourceCodeLocation())))))
            .because("a caught exception has already doomed the transaction that is shared with the engine")),

    DELEGATES_OPEN_NO_TRANSACTION(classes()
            .that(areDelegatesOrListeners())
            .should()
            .notBeMetaAnnotatedWith(Transactional.class)
            .andShould(condition(
                    "have no transactional method",
                    (type, events) -> type.getMethods().stream()
                            .filter(metaAnnotatedWith(Transactional.class))
                            .forEach(method ->
                                    events.add(SimpleConditionEvent.violated(type, method.getFullName() + " is")))))
            .because("they run in the engine's transaction, and a BpmnError must be able to leave it")),

    TIME_COMES_FROM_THE_CLOCK(classes()
            .should(condition(
                    "ask the injected Clock for the time",
                    (type, events) -> type.getCodeUnitAccessesFromSelf().stream()
                            .filter(ArchitectureRule::readsTheTimeItself)
                            .forEach(access ->
                                    events.add(SimpleConditionEvent.violated(type, access.getDescription())))))
            .because("tests turn the clock, and people have a time zone")),

    CLOCKS_ARE_CONFIGURED(noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.countersign.shared.SharedConfiguration")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "a clock of one's own is made",
                    call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                            && call.getName().startsWith("system")))
            .because("there is one clock, and it is injected")),

    PACKAGES_ARE_NULL_MARKED(classes()
            .should(condition("lie in a @NullMarked package", (type, events) -> {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " lies in a package without it"));
                }
            }))
            .because("NullAway checks only what is marked")),

    VARIABLES_ARE_TYPED(classes()
            .that()
            .resideOutsideOfPackages("..workflow.support..", "..workflow.config..")
            .should(condition(
                    "read and write variables through ProcessVariable",
                    (type, events) -> type.getCodeUnitAccessesFromSelf().stream()
                            .filter(ArchitectureRule::touchesVariables)
                            .forEach(access ->
                                    events.add(SimpleConditionEvent.violated(type, access.getDescription())))))
            .because("a BigDecimal variable would silently become a serialized object")),

    REPOSITORIES_ARE_PACKAGE_PRIVATE(classes()
            .that(assignableTo(Repository.class))
            .should()
            .notBePublic()
            .because("an aggregate is reached through its module")),

    REPOSITORIES_ARE_PLURAL(classes()
            .that(assignableTo(Repository.class))
            .should()
            .haveNameMatching(".*(s|People)")
            .because("a repository is a collection of aggregates")),

    CONTROLLERS_ARE_PACKAGE_PRIVATE(
            classes().that(metaAnnotatedWith(Controller.class)).should().notBePublic()),

    CONTROLLERS_LIE_IN_WEB(
            classes().that(metaAnnotatedWith(Controller.class)).should().resideInAPackage("..web..")),

    ANSWERS_ARE_DESCRIBED(classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should(condition(
                    "say with @ResponseStatus or @ApiResponse what they answer besides 200",
                    (type, events) -> type.getMethods().stream()
                            .filter(metaAnnotatedWith(RequestMapping.class))
                            .filter(method -> !method.isAnnotatedWith(ResponseStatus.class)
                                    && !method.isAnnotatedWith(ApiResponses.class))
                            .filter(ArchitectureRule::answersUnlikeOk)
                            .forEach(method -> events.add(
                                    SimpleConditionEvent.violated(type, method.getFullName() + " does not")))))
            .because("a client that is generated from the description would take 201 for a failure"));

    private static final Set<String> UNLIKE_OK = Set.of("created", "accepted", "noContent");

    private static final Set<Class<?>> TIMES = Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Year.class,
            YearMonth.class);

    private static final Set<Class<?>> SCOPES = Set.of(VariableScope.class, RuntimeService.class, TaskService.class);

    private final ArchRule rule;

    ArchitectureRule(ArchRule rule) {
        this.rule = rule.allowEmptyShould(true);
    }

    ArchRule rule() {
        return rule;
    }

    /** By itself, or by a method of its own class. */
    private static boolean answersUnlikeOk(JavaMethod method) {
        return Stream.concat(
                        Stream.of(method),
                        method.getMethodCallsFromSelf().stream()
                                .filter(call -> call.getTargetOwner().equals(method.getOwner()))
                                .flatMap(call -> call.getTarget().resolveMember().stream()))
                .flatMap(called -> called.getMethodCallsFromSelf().stream())
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ResponseEntity.class)
                        && UNLIKE_OK.contains(call.getName()));
    }

    private static boolean readsTheTimeItself(JavaCodeUnitAccess<?> access) {
        var owner = access.getTargetOwner();
        var noParameters = access.getTarget().getRawParameterTypes().isEmpty();
        return switch (access.getName()) {
            case "now" ->
                TIMES.stream().anyMatch(owner::isEquivalentTo)
                        && access.getTarget().getRawParameterTypes().stream()
                                .noneMatch(assignableTo(Clock.class)::test);
            case "<init>" -> owner.isEquivalentTo(Date.class) && noParameters;
            case "getInstance" -> owner.isEquivalentTo(Calendar.class);
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            default -> false;
        };
    }

    private static boolean touchesVariables(JavaCodeUnitAccess<?> access) {
        var name = access.getName();
        return (name.startsWith("setVariable") || name.startsWith("getVariable") || name.startsWith("removeVariable"))
                && SCOPES.stream().anyMatch(access.getTargetOwner()::isAssignableTo);
    }

    private static DescribedPredicate<JavaClass> areDelegatesOrListeners() {
        return assignableTo(JavaDelegate.class)
                .or(assignableTo(TaskListener.class))
                .or(assignableTo(ExecutionListener.class))
                .as("are delegates or listeners");
    }

    private static DescribedPredicate<JavaClass> named() {
        return DescribedPredicate.describe("are named", type -> !type.isAnonymousClass());
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }
}
