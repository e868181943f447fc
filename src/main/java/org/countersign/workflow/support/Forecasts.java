package org.countersign.workflow.support;

import org.countersign.approval.ForeseenApproval;
import org.countersign.approval.FrozenAmount;
import org.countersign.purchasing.ApprovalForecast;
import org.countersign.purchasing.ApprovalForecast.InBase;
import org.jspecify.annotations.Nullable;

/** What the approval policy would ask for, as purchasing tells it. */
public final class Forecasts {

    private Forecasts() {}

    /** The same in purchasing's words. */
    public static ApprovalForecast of(ForeseenApproval foreseen) {
        return new ApprovalForecast(
                foreseen.steps().stream()
                        .map(step -> new ApprovalForecast.Step(
                                step.level(), step.role(), step.person(), step.people(), step.rules(), step.reason()))
                        .toList(),
                foreseen.failure(),
                foreseen.policyVersion(),
                foreseen.amount().baseAmount(),
                inBase(foreseen.amount()));
    }

    private static @Nullable InBase inBase(FrozenAmount amount) {
        var words = amount.converted();
        var currency = amount.baseCurrency();
        var rate = amount.exchangeRate();
        var day = amount.rateDate();
        return words == null || currency == null || rate == null || day == null
                ? null
                : new InBase(words, currency, rate, day);
    }
}
