package io.cartulary.command.promotion;

/** The commands for a code. */
sealed interface CodeCommand permits Code.DefineCode, RedemptionCommand {}
