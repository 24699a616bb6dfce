package io.cartulary.command.promotion;

import io.cartulary.command.eventsourcing.Rejection;

/** Why a promotion or a code rejects a command. */
public enum PromotionRejection implements Rejection {
    NO_SUCH_PROMOTION(Kind.NOT_FOUND, "There is no such promotion."),
    PROMOTION_WITHOUT_CODES(Kind.CONFLICT, "The promotion is automatic, and not given by codes."),
    CODE_OF_ANOTHER_PROMOTION(Kind.CONFLICT, "The code belongs to another promotion.");

    private final Kind kind;
    private final String reason;

    PromotionRejection(Kind kind, String reason) {
        this.kind = kind;
        this.reason = reason;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String reason() {
        return reason;
    }
}
