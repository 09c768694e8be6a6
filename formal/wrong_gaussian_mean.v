(* Wrong variants of the moments of a standard normal number, refuted by h^2. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dlf Require Import auxiliary gaussian_mean.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Lemma square_mean : gaussian_mean (fun h => h ^ 2) = 1.
Proof.
have [_ mean] := gaussian_moments.
have -> : 1 = 0 + 1 by ring.
have e : forall h, h ^ 2 = 0 + 0 * h + 1 * h ^ 2 by move=> h; ring.
by apply: (mean (fun h => h ^ 2) 0 0 1) => h; rewrite -RpowE; exact: e.
Qed.

(* nine tenths of the mean of the square *)
Theorem gaussian_moments_share_wrong : ~ (forall (f : R -> R) (a b c : R),
  (forall h, f h = a + b * h + c * h ^ 2) -> gaussian_mean f = a + 9 / 10 * c).
Proof.
move=> /(_ (fun h => h ^ 2) 0 0 1) H; have := H (fun h => ltac:(ring)).
by rewrite square_mean; lra.
Qed.

(* half the mean of the square *)
Theorem gaussian_moments_half_wrong : ~ (forall (f : R -> R) (a b c : R),
  (forall h, f h = a + b * h + c * h ^ 2) -> gaussian_mean f = a + c / 2).
Proof.
move=> /(_ (fun h => h ^ 2) 0 0 1) H; have := H (fun h => ltac:(ring)).
by rewrite square_mean; lra.
Qed.
