(* Gradient descent on a chain of factors: a rate for each layer, weight decay, momentum, any loss.

   Definitions only. The loss enters by its gradient with respect to the product, which may be
   another function at each step, as with minibatches. *)
From mathcomp Require Import all_ssreflect all_algebra.
From dlf Require Import chain.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Descent.
Variables (R : comRingType) (L : nat) (d : nat -> nat).

(* W_0, W_1, ...; only the first L are read *)
Definition factors := forall l, 'M[R]_(d l.+1, d l).

(* slope n X is the gradient at the product X of the loss of step n *)
Definition slopes := nat -> 'M[R]_(d L, d 0) -> 'M[R]_(d L, d 0).

(* the gradient of 1/2 |X - M|^2, the same at all steps *)
Definition residual (M X : 'M[R]_(d L, d 0)) := X - M.
Definition square_loss (M : 'M[R]_(d L, d 0)) : slopes := fun _ => residual M.

Variables (slope : slopes) (eta : nat -> R) (omega beta : R).
Implicit Types W : factors.

(* the gradient of loss and weight decay with respect to W_l; f is the slope of the loss *)
Definition pull (f : 'M[R]_(d L, d 0) -> 'M[R]_(d L, d 0)) W l :=
  grad (f (chain L W)) W l + omega *: W l.

(* one step of heavy ball: Z_l <- beta Z_l + pull, W_l <- W_l - eta_l Z_l *)
Definition step n (S : factors * factors) : factors * factors :=
  let Z := fun l => beta *: S.2 l + pull (slope n) S.1 l in (fun l => S.1 l - eta l *: Z l, Z).

(* factors and velocities after n steps, from velocity zero *)
Fixpoint run2 W n : factors * factors :=
  if n is k.+1 then step k (run2 W k) else (W, fun l => 0).

(* the factors after n steps *)
Definition run W n : factors := (run2 W n).1.
End Descent.
