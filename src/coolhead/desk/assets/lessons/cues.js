// The cues that a lesson can belong to: those with something to do in a call.

export const CUES = [
  'breathe', 'let_them_finish', 'reflect_back', 'empathise', 'apologise', 'ask_open_question', 'ask_ideal_resolution', 'explain_plainly', 'offer_options',
  'take_ownership', 'set_expectation', 'rephrase', 'honour_request', 'honour_do_not_call', 'answer_data_question', 'honour_recording_objection',
  'ask_for_civility', 'final_warning', 'end_call', 'offer_supervisor', 'introduce_handover', 'recap_next_steps', 'confirm_satisfaction',
  'thank_for_patience', 'care_for_vulnerable', 'return_to_purpose', 'slow_down', 'check_in',
];
