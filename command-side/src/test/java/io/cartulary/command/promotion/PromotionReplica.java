package io.cartulary.command.promotion;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.promotion.Code.DefineCode;
import io.cartulary.command.promotion.PromotionCommand.Define;
import io.cartulary.command.promotion.PromotionCommand.End;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import java.time.Duration;

/** The promotions of a replica of the service. */
public record PromotionReplica(PromotionRegister register, Redemptions redemptions, CommandHandler commands) {

    /** With the default bounds. */
    public static final PromotionConfig CONFIG = new PromotionConfig() {
        @Override
        public int reservations() {
            return 2000;
        }

        @Override
        public Duration settleAfter() {
            return Duration.ZERO;
        }
    };

    public static PromotionReplica of(CommandHandler commands, StateCache streams) {
        return new PromotionReplica(
                new PromotionRegister(streams), new Redemptions(commands, streams, CONFIG), commands);
    }

    public void define(PromotionDefined definition, CommandMetadata metadata) {
        commands.handle(Promotion.DECIDER, Promotion.stream(definition.terms().id()), new Define(definition), metadata)
                .await()
                .indefinitely();
    }

    public void end(String promotion, CommandMetadata metadata) {
        commands.handle(Promotion.DECIDER, Promotion.stream(promotion), new End(), metadata)
                .await()
                .indefinitely();
    }

    /** A code of a promotion that was defined like this. */
    public void define(String code, CodeDefined definition, PromotionDefined of, CommandMetadata metadata) {
        var command = new DefineCode(definition, new Promotion.Active(of, RedemptionCount.NONE));
        commands.handle(Code.DECIDER, Code.stream(code), command, metadata)
                .await()
                .indefinitely();
    }
}
