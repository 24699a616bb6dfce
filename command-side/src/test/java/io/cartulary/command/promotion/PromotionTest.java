package io.cartulary.command.promotion;

import static io.cartulary.command.promotion.PromotionRejection.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.RetriedHistory;
import io.cartulary.command.promotion.Code.DefineCode;
import io.cartulary.command.promotion.PromotionCommand.*;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEvent;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.Rate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PromotionTest {

    private static final PromotionDefined TEN = advent("0.1", PromotionTrigger.CODE);
    private static final PromotionDefined TWENTY = advent("0.2", PromotionTrigger.CODE);
    private static final PromotionDefined AUTOMATIC = advent("0.1", PromotionTrigger.AUTOMATIC);
    private static final PromotionEvent ENDED = new PromotionEnded();

    private final DeciderSpecification<Promotion, PromotionCommand, PromotionEvent> promotion =
            new DeciderSpecification<>(Promotion.DECIDER);
    private final DeciderSpecification<Code, DefineCode, CodeEvent> code = new DeciderSpecification<>(Code.DECIDER);

    @Test
    void a_promotion_is_defined_and_replaced() {
        promotion.given().when(new Define(TEN)).then(TEN);
        promotion.given(TEN).when(new Define(TWENTY)).then(TWENTY);
        promotion
                .given(TEN)
                .when(new Define(advent("0.10", PromotionTrigger.CODE)))
                .thenNothing();
    }

    @Test
    void a_promotion_ends_once_and_may_begin_again() {
        promotion.given(TEN).when(new End()).then(ENDED);
        promotion.given(TEN, ENDED).when(new End()).thenNothing();
        promotion.given(TEN, ENDED).when(new Define(TEN)).then(TEN);
        promotion.given(TEN, ENDED, TEN).when(new Define(TEN)).thenNothing();
    }

    @Test
    void a_promotion_that_was_never_defined_does_not_end() {
        promotion.given().when(new End()).thenRejected(NO_SUCH_PROMOTION);
    }

    @Test
    void a_code_is_defined_and_its_limits_replaced() {
        var fifty = new CodeDefined("advent", 50, 1);
        var any = new CodeDefined("advent", null, null);

        code.given().when(new DefineCode(fifty, new Promotion.Active(TEN))).then(fifty);
        code.given(fifty).when(new DefineCode(fifty, new Promotion.Active(TEN))).thenNothing();
        code.given(fifty).when(new DefineCode(any, new Promotion.Ended(TEN))).then(any);
    }

    @Test
    void a_code_is_for_one_promotion_that_takes_codes() {
        var advent = new CodeDefined("advent", null, null);
        var summer = new CodeDefined("summer", null, null);

        code.given().when(new DefineCode(advent, new Promotion.Unknown())).thenRejected(NO_SUCH_PROMOTION);
        code.given()
                .when(new DefineCode(advent, new Promotion.Active(AUTOMATIC)))
                .thenRejected(PROMOTION_WITHOUT_CODES);
        code.given(summer)
                .when(new DefineCode(advent, new Promotion.Active(TEN)))
                .thenRejected(CODE_OF_ANOTHER_PROMOTION);
    }

    @Test
    void a_code_has_no_case() {
        assertThat(Code.stream("Advent_10-i"))
                .isEqualTo(Code.stream("aDVENT_10-I"))
                .hasToString("code:ADVENT_10-I");
    }

    @Property(tries = 200)
    void a_retry_of_any_accepted_command_adds_nothing(
            @ForAll("commands") List<PromotionCommand> commands, @ForAll Random random) {
        new RetriedHistory<>(Promotion.DECIDER, Promotion.stream("advent"), random).thenRetriesAddNothing(commands);
    }

    @Provide
    Arbitrary<List<PromotionCommand>> commands() {
        return Arbitraries.<PromotionCommand>of(new Define(TEN), new Define(TWENTY), new End())
                .list()
                .ofMaxSize(30);
    }

    private static PromotionDefined advent(String rate, PromotionTrigger trigger) {
        var terms = new PromotionTerms(
                "advent",
                new PromotionTarget.Order(),
                new PromotionEffect.PercentOff(Rate.of(rate)),
                PromotionConditions.NONE,
                0,
                false);
        return new PromotionDefined("Advent", trigger, terms, null, null, false);
    }
}
