package org.countersign.bench;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.countersign.workflow.config.HistoryWithoutViews;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The same models in the same engine with the same settings, and nothing else: delegates and listeners do nothing, gates
 * answer what leads along the happy path, there are no tables of ours, no people and no rights. Where the product starts
 * another process of the models (an order, a mail), so does this, for those are the models' cost.
 */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration"
        })
public final class BareEngine {

    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+(?:Delegate|Listener))}");

    /** Starts it. */
    public static void main(String[] arguments) {
        run(arguments);
    }

    /** Starts it with something beside. */
    static void run(String[] arguments, Class<?>... beside) {
        var application = new SpringApplication(BareEngine.class);
        application.addPrimarySources(List.of(beside));
        application.addInitializers(
                (ConfigurableApplicationContext context) -> emptyBeans((GenericApplicationContext) context));
        application.run(arguments);
    }

    private static void emptyBeans(GenericApplicationContext context) {
        for (var name : delegatesAndListeners()) {
            if (name.endsWith("Listener")) {
                context.registerBean(name, TaskListener.class, () -> task -> {});
            } else {
                context.registerBean(
                        name,
                        JavaDelegate.class,
                        () -> execution -> start(name, execution, context.getBean(RuntimeService.class)));
            }
        }
    }

    private static Set<String> delegatesAndListeners() {
        var names = new TreeSet<String>();
        try {
            for (var model : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/**/*.bpmn")) {
                var found = BEAN.matcher(model.getContentAsString(StandardCharsets.UTF_8));
                while (found.find()) {
                    names.add(found.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** What the product's step would start, and no more: the demonstration has one manager, and two who may pay. */
    private static void start(String bean, DelegateExecution execution, RuntimeService runtime) {
        var document = execution.getProcessBusinessKey();
        switch (bean) {
            case "createOrderDelegate" ->
                runtime.startProcessInstanceByKey("purchase-order", document.replace("REQ-", "PO-"));
            case "openApprovalStepsDelegate" -> {
                mail(runtime, document);
                if (!document.startsWith("REQ")) {
                    mail(runtime, document);
                }
            }
            case "completeRequisitionDelegate" -> mail(runtime, document);
            default -> {}
        }
    }

    private static void mail(RuntimeService runtime, String document) {
        runtime.startProcessInstanceByKey(
                "mail-delivery", document, Map.of("mailId", UUID.randomUUID().toString()));
    }

    @Bean
    static ProcessEnginePlugin sameHistory() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setCustomHistoryLevels(List.of(new HistoryWithoutViews()));
            }
        };
    }

    @Bean
    static ApprovalGate approvalGate() {
        return new ApprovalGate();
    }

    @Bean
    static RequisitionGate requisitionGate() {
        return new RequisitionGate();
    }

    @Bean
    static OrderGate orderGate() {
        return new OrderGate();
    }

    @Bean
    static SupplierReminderGate supplierReminderGate() {
        return new SupplierReminderGate();
    }

    @Bean
    static InvoiceGate invoiceGate() {
        return new InvoiceGate();
    }

    /** The two calls of the product that tell the engine more than one thing. */
    @Bean
    static RouterFunction<ServerResponse> calls(
            RuntimeService runtime, OrderGate gate, PlatformTransactionManager transactions) {
        var transaction = new TransactionTemplate(transactions);
        return route().POST("/bare/receipts/{order}", request -> {
                    var order = request.pathVariable("order");
                    transaction.executeWithoutResult(status -> {
                        gate.received.add(order);
                        tell(runtime, "purchase-order.goods-received", order);
                    });
                    return ServerResponse.ok().build();
                })
                .POST("/bare/payments/{order}/{invoice}", request -> {
                    transaction.executeWithoutResult(status -> {
                        tell(runtime, "supplier-invoice.paid", request.pathVariable("invoice"));
                        tell(runtime, "purchase-order.settled", request.pathVariable("order"));
                    });
                    return ServerResponse.ok().build();
                })
                .build();
    }

    private static void tell(RuntimeService runtime, String message, String document) {
        runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(document)
                .correlateAllWithResult();
    }

    private static Date inThreeDays() {
        return Date.from(Instant.now().plus(Duration.ofDays(3)));
    }

    /** Everybody agrees. */
    public static final class ApprovalGate {

        /** As in the product. */
        public boolean policyAnswered(String document) {
            return true;
        }

        /** As in the product. */
        public boolean levelOpen(String document) {
            return true;
        }

        /** As in the product. */
        public List<String> openSteps(String document) {
            return List.of(document + "/1/1");
        }

        /** As in the product. */
        public boolean levelAnswered(String document) {
            return true;
        }

        /** As in the product. */
        public boolean decided(String document) {
            return true;
        }

        /** As in the product. */
        public boolean approved(String document) {
            return true;
        }

        /** As in the product. */
        public boolean rejected(String document) {
            return false;
        }

        /** As in the product. */
        public boolean returned(String document) {
            return false;
        }

        /** As in the product: a person for a requisition, a group for a payment. */
        public String assignee(String step) {
            return step.startsWith("REQ") ? "manager" : null;
        }

        /** As in the product. */
        public List<String> people(String step) {
            return step.startsWith("REQ") ? List.of("manager") : List.of();
        }

        /** As in the product. */
        public List<String> groups(String step) {
            return step.startsWith("REQ") ? List.of() : List.of("finance-officer");
        }

        /** As in the product. */
        public Date decideBy(String step) {
            return inThreeDays();
        }

        /** As in the product. */
        public Date nextDue(String step) {
            return inThreeDays();
        }

        /** As in the product. */
        public Date reminder(String step) {
            return inThreeDays();
        }

        /** As in the product. */
        public boolean escalationDue(String step) {
            return false;
        }

        /** As in the product. */
        public boolean expiryDue(String step) {
            return false;
        }

        /** As in the product. */
        public int priority(String step) {
            return 50;
        }
    }

    /** Approved, with one supplier. */
    public static final class RequisitionGate {

        /** As in the product. */
        public boolean approved(String document) {
            return true;
        }

        /** As in the product. */
        public boolean returned(String document) {
            return false;
        }

        /** As in the product. */
        public boolean rejected(String document) {
            return false;
        }

        /** As in the product. */
        public boolean inApproval(String document) {
            return false;
        }

        /** As in the product. */
        public boolean suppliersNamed(String document) {
            return true;
        }

        /** As in the product. */
        public List<String> suppliers(String document) {
            return List.of("S");
        }

        /** As in the product. */
        public String requester(String document) {
            return "requester";
        }
    }

    /** Goods are expected until they came. */
    public static final class OrderGate {

        private final Set<String> received = ConcurrentHashMap.newKeySet();

        /** As in the product. */
        public boolean goodsExpected(String document) {
            return !received.contains(document);
        }

        /** As in the product. */
        public boolean settled(String document) {
            return false;
        }

        /** As in the product. */
        public boolean dispatched(String document) {
            return true;
        }

        /** As in the product. */
        public boolean cancelled(String document) {
            return false;
        }

        /** As in the product. */
        public boolean acknowledged(String document) {
            return true;
        }

        /** As in the product. */
        public boolean declineOpen(String document) {
            return false;
        }

        /** As in the product. */
        public boolean declined(String document) {
            return false;
        }

        /** As in the product. */
        public boolean proposalOpen(String document) {
            return false;
        }
    }

    /** Later. */
    public static final class SupplierReminderGate {

        /** As in the product. */
        public Date due(String document) {
            return inThreeDays();
        }
    }

    /** It matches. */
    public static final class InvoiceGate {

        /** As in the product. */
        public boolean matched(String document) {
            return true;
        }

        /** As in the product. */
        public boolean awaitingReceipt(String document) {
            return false;
        }

        /** As in the product. */
        public boolean beyondOrder(String document) {
            return false;
        }

        /** As in the product. */
        public boolean rejected(String document) {
            return false;
        }

        /** As in the product. */
        public List<String> exceptions(String document) {
            return List.of();
        }
    }
}
