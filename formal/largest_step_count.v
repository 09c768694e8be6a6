(* The starts from which descent with a too large step converges are at most countably many, over
   Coq's reals, for every depth L = n + 2.

   countably_many_starts (W4NP, part 2): for kappa = eta L m^(2L-2) > 2 some sequence of numbers has
     all starts among its members from which descent tends to m. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Coq Require Import Reals Epsilon Classical.
From dlf Require Import aligned step_condition unit_step largest_step.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Delimit Scope N_scope with num.
Delimit Scope nat_scope with N.
Local Open Scope ring_scope.

(* a property that no b + 1 different numbers have is that of the members of a list *)
Lemma listed (T : eqType) (P : T -> Prop) b :
  (forall s, uniq s -> (forall x, x \in s -> P x) -> (size s <= b)%N) ->
  exists s : seq T, forall x, P x -> x \in s.
Proof.
move=> most; apply: NNPP => none.
have longer j : exists s, [/\ uniq s, size s = j & forall x, x \in s -> P x].
  elim: j => [|j [s [us sj sP]]]; first by exists [::].
  have [x xP] : exists x, ~ (P x -> x \in s).
    apply: NNPP => h; apply: none; exists s => x Px; apply: NNPP => n.
    by apply: h; exists x => /(_ Px).
  have Px : P x by apply: NNPP => n; apply: xP => p.
  have xs : x \notin s by apply/negP => i; apply: xP.
  exists (x :: s); split=> /=; [by rewrite xs | by rewrite sj |].
  by move=> y; rewrite inE => /orP[/eqP -> // | /sP].
have [s [us sb sP]] := longer b.+1.
by have := most s us sP; rewrite sb ltnn.
Qed.

Theorem countably_many_starts n (eta m : R) : 0 < m ->
  2%:R < eta * n.+2%:R * m ^+ (2 * n.+2 - 2) ->
  exists f : nat -> R, forall eps, tends (lambda_run n.+2 eta (m ^+ n.+2) eps) m ->
    exists i, f i = eps.
Proof.
move=> m0 big.
pose at_target k x := lambda_run n.+2 eta (m ^+ n.+2) x k = m.
have lists k : exists s : seq R, forall x, at_target k x -> x \in s.
  by apply: listed => s us h; exact: (exact_starts us h).
pose s k := epsilon (inhabits [::]) (fun s : seq R => forall x, at_target k x -> x \in s).
have sE k : forall x, at_target k x -> x \in s k by exact: (epsilon_spec _ _ (lists k)).
exists (fun i => if unpickle i is Some p then nth m (s p.1) p.2 else m) => eps.
move=> /(beyond_largest_step m0 big)[k /sE here].
by exists (pickle (k, index eps (s k))); rewrite pickleK /= nth_index.
Qed.
